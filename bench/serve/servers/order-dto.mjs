import { Type, Transform } from 'class-transformer';
import * as v from 'class-validator';

/** The document's schemas as a hand-written class-validator model, decorators applied as functions. */
function dto(name, fields) {
  const type = { [name]: class {} }[name];
  for (const [field, decorators] of Object.entries(fields)) for (const decorate of decorators) decorate(type.prototype, field);
  return type;
}

const Address = dto('Address', {
  street: [v.IsString(), v.MaxLength(100)],
  city: [v.IsString(), v.MaxLength(100)],
  zip: [v.IsOptional(), v.IsString(), v.MaxLength(12)],
  country: [v.Matches(/^[A-Z]{2}$/)],
});

const Customer = dto('Customer', {
  name: [v.IsString(), v.Length(1, 100)],
  email: [v.IsEmail()],
  phone: [v.IsOptional(), v.Matches(/^\+[0-9 ]{6,20}$/)],
  address: [v.IsDefined(), v.ValidateNested(), Type(() => Address)],
});

const Line = dto('Line', {
  sku: [v.Matches(/^[A-Z0-9-]{3,20}$/)],
  title: [v.IsOptional(), v.IsString(), v.MaxLength(200)],
  quantity: [v.IsInt(), v.Min(1), v.Max(1000)],
  price: [v.IsNumber(), v.Min(0)],
  tags: [v.IsOptional(), v.IsArray(), v.ArrayMaxSize(10), v.IsString({ each: true }), v.MaxLength(20, { each: true })],
});

const Payment = dto('Payment', {
  method: [v.IsIn(['card', 'transfer', 'invoice'])],
  currency: [v.IsIn(['EUR', 'USD', 'GBP'])],
  due: [v.IsOptional(), v.IsISO8601({ strict: true })],
});

export const Order = dto('Order', {
  reference: [v.IsOptional(), v.IsString(), v.MaxLength(40)],
  customer: [v.IsDefined(), v.ValidateNested(), Type(() => Customer)],
  lines: [v.IsArray(), v.ArrayMinSize(1), v.ArrayMaxSize(100), v.ValidateNested({ each: true }), Type(() => Line)],
  payment: [v.IsDefined(), v.ValidateNested(), Type(() => Payment)],
  notes: [v.IsOptional(), v.IsString(), v.MaxLength(500)],
});

const PATH = { shopId: [v.IsInt(), v.Min(1), Type(() => Number)] };
const QUERY = {
  dryRun: [v.IsOptional(), v.IsBoolean(), Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))],
  expand: [v.IsOptional(), v.ArrayMaxSize(3), v.IsIn(['customer', 'lines', 'payment'], { each: true })],
};

export const Path = dto('Path', PATH);
export const Query = dto('Query', QUERY);
export const Parameters = dto('Parameters', { ...PATH, ...QUERY });
