import type { Node } from 'libpg-query';
import { strings, within } from './tree';

/** Functions without arguments that are not volatile: pg_proc of PostgreSQL 14 to 18, those that stand in defaults. */
const WITHOUT_ARGUMENTS = new Set(
  `now statement_timestamp transaction_timestamp current_database current_schema current_user session_user getdatabaseencoding
get_current_ts_config pg_client_encoding pi version`.split(/\s+/),
);

/** Functions with arguments of which no form is volatile. */
const WITH_ARGUMENTS = new Set(
  `abs acos acosd acosh age array_append array_cat array_dims array_fill array_length array_lower array_position array_positions array_prepend
array_remove array_replace array_to_json array_to_string array_to_tsvector array_upper ascii asin asind asinh atan atan2 atan2d atand
atanh bit bit_length bool box btrim cardinality cbrt ceil ceiling char_length character_length chr cidr circle coalesce concat concat_ws
convert convert_from convert_to cos cosd cosh cot cotd current_schemas current_setting date date_bin date_part date_trunc datemultirange
daterange decode degrees div encode enum_first enum_last enum_range exp extract factorial float4 float8 floor format gcd get_bit get_byte
greatest hashtext host hostmask inet initcap int2 int4 int8 int4multirange int4range int8multirange int8range interval isempty isfinite
json_array_length json_build_array json_build_object json_extract_path json_extract_path_text json_object json_strip_nulls json_typeof
jsonb_array_length jsonb_build_array jsonb_build_object jsonb_extract_path jsonb_extract_path_text jsonb_insert jsonb_object jsonb_path_exists
jsonb_path_match jsonb_path_query_array jsonb_path_query_first jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls jsonb_typeof
justify_days justify_hours justify_interval lcm least left length line ln log log10 lower lpad lseg ltrim macaddr macaddr8 make_date
make_interval make_time make_timestamp make_timestamptz masklen md5 min_scale mod money network normalize nullif num_nonnulls num_nulls numeric
nummultirange numrange octet_length overlay path phraseto_tsquery plainto_tsquery point polygon position pow power quote_ident quote_literal
quote_nullable radians regexp_count regexp_instr regexp_like regexp_match regexp_replace regexp_split_to_array regexp_substr repeat replace
reverse right round row_to_json rpad rtrim set_bit set_byte setweight sha224 sha256 sha384 sha512 sign sin sind sinh split_part sqrt
string_to_array strip strpos substr substring tan tand tanh text time timestamp timestamptz timetz timezone to_ascii to_char to_date to_hex
to_json to_jsonb to_number to_timestamp to_tsquery to_tsvector translate trim_array trim_scale trunc tsmultirange tsrange tstzmultirange
tstzrange unistr upper varbit varchar websearch_to_tsquery width_bucket xml xmlcomment`.split(/\s+/),
);

/**
 * True where an expression may give each row another value: it calls a volatile function, or one that
 * is not PostgreSQL's own, of which nothing is known (`gen_random_uuid()`, `my_default()`).
 */
export function mayBeVolatile(expression: Node | undefined): boolean {
  for (const { funcname, args } of within(expression, 'FuncCall')) {
    const name = strings(funcname);
    const own = name.length === 1 || name[0] === 'pg_catalog';
    const known = (args ?? []).length === 0 ? WITHOUT_ARGUMENTS : WITH_ARGUMENTS;
    if (!own || !known.has((name.at(-1) ?? '').toLowerCase())) return true;
  }
  return false;
}
