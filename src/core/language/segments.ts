import calculator from 'sms-segments-calculator';

/** How many SMS segments a text costs: 160 characters in one of GSM-7, 70 when a single letter is not in GSM-7. */
export const segments = (text: string): number => new calculator.SegmentedMessage(text).segmentsCount;
