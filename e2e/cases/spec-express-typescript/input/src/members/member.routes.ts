import { Router } from 'express';
import { body, param, query } from 'express-validator';
import Joi from 'joi';
import { celebrate, Segments } from 'celebrate';
import multer from 'multer';
import passport from 'passport';

export const memberRouter = Router();
const upload = multer();
const address = Joi.object({ street: Joi.string().required(), zip: Joi.string().pattern(/^\d{5}$/).required(), country: Joi.string().valid('de', 'fr').default('de') });

memberRouter.post(
  '/members',
  [body('member.email').isEmail(), body('member.name').isLength({ min: 1, max: 80 }), body('member.tags').optional().isArray(), body('member.tags.*').isString()],
  (req, res) => res.status(201).json({ id: 1 }),
);

memberRouter.get('/members/:id', param('id').isInt({ min: 1 }), query('expand').optional().isIn(['loans']), (req, res) => {
  res.json({ id: 1, loans: [] as string[] });
});

memberRouter.put('/members/:id/address', passport.authenticate('jwt', { session: false }), celebrate({ [Segments.BODY]: address, body: address }), (req, res) => {
  res.sendStatus(204);
});

memberRouter.post('/members/:id/photo', upload.single('photo'), (req, res) => {
  res.redirect(`/members/${req.params.id}`);
});
