exports.search = async ({ limit, tags, inStock }) => {
  return [];
};

exports.find = async (id) => (id > 0 ? { id, name: 'Chair', price: 49.5 } : null);

exports.save = (id, product) => {
  if (!product.name) throw new Error('name');
  return { id, name: product.name.trim(), price: +product.price, tags: product.tags.map((tag) => tag.toLowerCase()) };
};
