import { operations, recover } from '../testing/recovered';

const BODY = 'body: {name: string, age: number} ~';
const model = `const { Schema, model } = require('mongoose');\nmodule.exports = model('User', new Schema({ name: { type: String, required: true }, age: Number }));\n`;

/** Ways to store what is sent; the fields are those of the model. */
const cases: [string, string, string][] = [
  ['new Model(body)', `await new User(req.body).save();`, BODY],
  ['Model.create', `await User.create(req.body);`, BODY],
  ['a property of the body', `await User.create(req.body.user);`, 'body: {user: {name: string, age: number}} ~'],
  ['for … in', `const user = await User.findById(1); for (const key in req.body) user[key] = req.body[key];`, BODY],
  ['Object.keys', `User.findOne({}).then((user) => { Object.keys(req.body).forEach((key) => { user[key] = req.body[key]; }); });`, BODY],
  ['Object.entries', `const user = await User.findById(1); for (const [key, value] of Object.entries(req.body)) user[key] = value;`, BODY],
  ['a list of names', `const user = await User.findById(1); ['name'].forEach((key) => { user[key] = req.body[key]; });`, 'body: {name: any} ~'],
  ['Object.assign', `const user = await User.findById(1); Object.assign(user, req.body);`, BODY],
  ['lodash', `const user = await User.findById(1); _.extend(user, req.body);`, BODY],
  ['document.set', `const user = await User.findById(1); user.set(req.body); await user.save();`, BODY],
  ['findByIdAndUpdate', `await User.findByIdAndUpdate(1, req.body, { new: true });`, BODY],
  ['$set', `await User.updateOne({ _id: 1 }, { $set: req.body });`, BODY],
  ['a filter is no field', `await User.updateOne(req.body.filter, { $set: { age: 1 } });`, 'body: {filter: any} ~'],
  ['a model by its name', `const Named = require('mongoose').model('User'); await Named.create(req.body);`, BODY],
  ['a field that is set afterwards', `const user = new User(req.body); user.age = 3; await user.save();`, 'body: {name: string} ~'],
  ['a field that is set from what was sent', `const user = new User(req.body); user.age = user.age + 1;`, BODY],
  ['a field that may be set', `const user = new User(req.body); if (!user.age) user.age = 3;`, BODY],
  ['a field that is set before', `const { body } = req; body.age = 3; await User.create(body);`, 'body: {name: string} ~'],
  ['a field that is set beside what is spread', `await User.create({ ...req.body, age: 3 });`, 'body: {name: string} ~'],
  ['what is set is not read', `req.body.age = 3; await User.create({ name: req.body.name, age: req.body.age });`, 'body: {name: string} ~'],
  ['a record that is not known', `const user = await load(); for (const key in req.body) user[key] = req.body[key];`, 'body: any ~'],
];

describe('Models of mongoose', () => {
  it.each(cases)('%s', (_name, code, expected) => {
    const app = `const express = require('express');\nconst _ = require('lodash');\nconst User = require('./user');\nconst app = express();\napp.put('/x', async (req, res) => { ${code} res.end(); });\n`;
    expect(operations(recover({ 'app.js': app, 'user.js': model }), 'body')).toEqual({ 'PUT /x': [expected] });
  });

  it('gives way to what a type says, and else to the type of the record', () => {
    const app = `import express from 'express';\ninterface User { id: number; name: string }\nconst app = express();\ndeclare const load: () => Promise<User>;\n`;
    expect(operations(recover(`${app}app.put('/x', async (req: express.Request<{}, {}, { name: string }>, res) => { const user = await load(); Object.assign(user, req.body); res.end(); });`), 'body')).toEqual({ 'PUT /x': ['body: {name*: string} ~'] });
    expect(operations(recover(`${app}app.put('/x', async (req, res) => { const user: User = await load(); Object.assign(user, req.body); res.end(); });`), 'body')).toEqual({ 'PUT /x': ['body: {id*: number, name*: string} ~'] });
  });
});
