module.exports = () => JSON.parse(process.argv[2]);
