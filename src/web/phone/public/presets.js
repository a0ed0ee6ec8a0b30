const areaCodes = ['212', '347', '646', '718', '917', '929'];
const anyOf = (values) => values[Math.floor(Math.random() * values.length)];

/** A number nobody has: 555-01xx is kept for fiction. */
export const freshNumber = () => `+1${anyOf(areaCodes)}55501${String(Math.floor(Math.random() * 100)).padStart(2, '0')}`;

const staffPreset = ({ number, role, label }) => ({
  name: label || 'The person on call',
  about: role === 'supervisor' ? 'On call: pages arrive here' : `Known to the service as ${role}`,
  make: () => ({ name: label || 'The person on call', from: number, channel: 'sms', role }),
});

/** The phones to pick from: two residents, each with a number of its own, and the staff the programme knows. */
export const presetsFor = (program) => [
  { name: 'A resident', about: 'SMS, a new number', make: () => ({ name: 'A resident', from: freshNumber(), channel: 'sms', try: ['hi', program.samplePlaces[0], 'I want to talk to a person'] }) },
  {
    name: 'A Spanish-speaking resident',
    about: 'WhatsApp, a new number',
    make: () => ({ name: 'A Spanish-speaking resident', from: freshNumber(), channel: 'whatsapp', try: ['hola', program.samplePlaces[0], 'quiero hablar con una persona'] }),
  },
  ...program.staffPhones.map(staffPreset),
];

/** A number as people write it, or undefined when it is none: spaces, dashes and brackets do not matter. */
export const readNumber = (typed) => {
  const bare = typed.trim().replace(/[\s().-]/g, '');
  const withCode = /^\d{10}$/.test(bare) ? `+1${bare}` : bare.replace(/^00/, '+');
  if (/^\+[1-9]\d{6,14}$/.test(withCode)) return withCode;
  return /^[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}$/.test(typed.trim()) ? typed.trim() : undefined;
};

export const showNumber = (from) => from.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
