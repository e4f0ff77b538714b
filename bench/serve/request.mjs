/** The request that every server is asked for, about 800 bytes of JSON. */
const order = {
  reference: 'PO-2026-000117',
  customer: {
    name: 'Grace Hopper', email: 'grace@example.com', phone: '+1 555 0100',
    address: { street: '1 Navy Yard', city: 'Washington', zip: '20374', country: 'US' },
  },
  lines: [
    { sku: 'NANO-30CM', title: 'A nanosecond of wire', quantity: 100, price: 0.35, tags: ['wire', 'education'] },
    { sku: 'MOTH-1947', title: 'Moth, taped', quantity: 1, price: 9.45, tags: ['bug'] },
    { sku: 'COBOL-60', title: 'Manual, first edition', quantity: 2, price: 120, tags: ['paper', 'language', 'classic'] },
    { sku: 'CLOCK-CCW', title: 'Clock that runs backwards', quantity: 1, price: 64.2, tags: [] },
    { sku: 'FLAG-STD', title: 'Signal flag', quantity: 12, price: 4.25, tags: ['navy'] },
  ],
  payment: { method: 'invoice', currency: 'USD', due: '2026-12-09' },
  notes: null,
};

export const REQUEST = {
  method: 'POST',
  path: '/shops/42/orders?dryRun=true&expand=customer&expand=lines',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(order),
};

/** A request that a validating server has to refuse: one field of a line is wrong. */
export const BAD_REQUEST = { ...REQUEST, body: JSON.stringify({ ...order, lines: [{ ...order.lines[0], quantity: 0 }] }) };
