/**
 * Whether `value` is a whole multiple of `divisor`, exactly, in decimal: 0.0075 is a multiple of
 * 0.0001 although its floating-point quotient is not whole, and 1e308 / 0.123 does not overflow.
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const [digits, exponent] = decimal(value);
  const [divisorDigits, divisorExponent] = decimal(divisor);
  if (divisorDigits === 0n) return false;
  const shift = exponent - divisorExponent;
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : digits;
  const scaledDivisor = shift >= 0 ? divisorDigits : divisorDigits * 10n ** BigInt(-shift);
  return scaled % scaledDivisor === 0n;
}

/** `1.5e-7` → [15n, -8] */
function decimal(value: number): [bigint, number] {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}
