import * as alternatives from '../runtime/alternatives';
import * as checks from '../runtime/checks';
import * as depth from '../runtime/depth';
import * as equal from '../runtime/equal';
import * as faults from '../runtime/faults';
import * as dateTime from '../runtime/formats/date-time';
import * as duration from '../runtime/formats/duration';
import * as email from '../runtime/formats/email';
import * as hostname from '../runtime/formats/hostname';
import * as idnHostname from '../runtime/formats/idn-hostname';
import * as ip from '../runtime/formats/ip';
import * as text from '../runtime/formats/text';
import * as uri from '../runtime/formats/uri';
import * as uriTemplate from '../runtime/formats/uri-template';
import * as multipleOf from '../runtime/multiple-of';
import * as unique from '../runtime/unique';

/** The runtime files that checks call, by path under the runtime folder: what the output imports, and the evaluator runs. */
export const RUNTIME_MODULES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  alternatives,
  checks,
  depth,
  equal,
  faults,
  'formats/date-time': dateTime,
  'formats/duration': duration,
  'formats/email': email,
  'formats/hostname': hostname,
  'formats/idn-hostname': idnHostname,
  'formats/ip': ip,
  'formats/text': text,
  'formats/uri': uri,
  'formats/uri-template': uriTemplate,
  'multiple-of': multipleOf,
  unique,
};
