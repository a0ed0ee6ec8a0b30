const areaCodes = ['212', '347', '646', '718', '917', '929'];
const anyOf = (values) => values[Math.floor(Math.random() * values.length)];

/** A number nobody has: 555-01xx is kept for fiction. */
export const freshNumber = () => `+1${anyOf(areaCodes)}55501${String(Math.floor(Math.random() * 100)).padStart(2, '0')}`;

const staffPreset = ({ number, role, label }) => {
  const name = label || `A ${role}`;
  return { name, about: role, make: () => ({ name: label ? `${label}, ${role}` : name, from: number, channel: 'sms', role }) };
};

const onCallFirst = (a, b) => Number(b.role === 'supervisor') - Number(a.role === 'supervisor');

/** Residents to be, each with a number of its own. */
export const residentPresets = ({ samplePlaces: [place] }) => [
  { name: 'A resident', about: 'SMS, a new number', make: () => ({ name: 'A resident', from: freshNumber(), channel: 'sms', try: ['hi', place, 'I want to talk to a person'] }) },
  {
    name: 'A Spanish-speaking resident',
    about: 'WhatsApp, a new number',
    make: () => ({ name: 'A Spanish-speaking resident', from: freshNumber(), channel: 'whatsapp', try: ['hola', place, 'quiero hablar con una persona'] }),
  },
];

/** The staff the programme knows, those who can be on call first. */
export const staffPresets = ({ staffPhones }) => staffPhones.toSorted(onCallFirst).map(staffPreset);

/** A number as people write it, or undefined when it is none: spaces, dashes and brackets do not matter. */
export const readNumber = (typed) => {
  const bare = typed.trim().replace(/[\s().-]/g, '');
  const withCode = /^\d{10}$/.test(bare) ? `+1${bare}` : bare.replace(/^00/, '+');
  if (/^\+[1-9]\d{6,14}$/.test(withCode)) return withCode;
  return /^[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}$/.test(typed.trim()) ? typed.trim() : undefined;
};

export const showNumber = (from) => from.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
