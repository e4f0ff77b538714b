/** What the demo asks of every server: `[what it shows, method, path, headers, body, expected status]`. */
const basic = { authorization: `Basic ${Buffer.from('curator:mummy').toString('base64')}` };
const json = { ...basic, 'content-type': 'application/json' };
const event = {
  name: 'Mermaid Treasure Identification',
  location: 'Under the sea',
  eventDescription: 'Twenty thingamabobs, reviewed.',
  dates: ['2026-09-05', '2026-09-08'],
  price: 30,
};

export const CALLS = [
  { what: 'a list, with its defaults', method: 'GET', path: '/museum-hours', headers: basic, status: 200 },
  { what: 'no credentials', method: 'GET', path: '/museum-hours', headers: {}, status: 401 },
  { what: '0x10 is no integer, 31 is over the maximum', method: 'GET', path: '/museum-hours?page=0x10&limit=31', headers: basic, status: 400 },
  { what: 'a good body', method: 'POST', path: '/special-events', headers: json, body: JSON.stringify(event), status: 201 },
  {
    what: 'three faults in a body, all reported',
    method: 'POST', path: '/special-events', headers: json, status: 400,
    body: JSON.stringify({ ...event, name: undefined, dates: ['2026-02-30'], price: 'free' }),
  },
  { what: 'malformed JSON', method: 'POST', path: '/special-events', headers: json, body: '{"name": ', status: 400 },
  { what: 'a media type the operation does not take', method: 'POST', path: '/special-events', headers: { ...basic, 'content-type': 'text/csv' }, body: 'a,b', status: 415 },
  { what: 'not a UUID', method: 'GET', path: '/special-events/42', headers: basic, status: 400 },
  { what: 'a method the path does not have', method: 'PUT', path: '/museum-hours', headers: basic, status: 405 },
  { what: 'a path nobody knows', method: 'GET', path: '/dinosaurs', headers: basic, status: 404 },
];
