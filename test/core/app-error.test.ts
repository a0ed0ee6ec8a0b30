import { AppError } from '../../src/core/app-error.ts';

describe('an error', () => {
  it('says when to try again and whom to tell', () => {
    const error = new AppError('provider-busy', { retry: 'later', tell: 'nobody' });
    expect([error.code, error.retry, error.tell, error.message]).toEqual(['provider-busy', 'later', 'nobody', 'provider-busy']);
  });
});
