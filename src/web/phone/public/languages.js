const named = new Intl.DisplayNames('en', { type: 'language' });
const listed = new Intl.ListFormat('en', { type: 'conjunction' });

const sentence = (languages, state) => (languages.length > 0 ? [`${listed.format(languages.map(({ tag }) => named.of(tag)))}: ${state}.`] : []);

/** What the programme can say about its translations: "Spanish: not yet reviewed by a native reader." */
export const reviewState = (languages) => {
  const { done = [], open = [] } = Object.groupBy(languages, ({ reviewed }) => (reviewed ? 'done' : 'open'));
  return [...sentence(done, 'reviewed by a native reader'), ...sentence(open, 'not yet reviewed by a native reader')].join(' ');
};
