import { createHash } from 'node:crypto';
import type { SourcePosition } from '../../../../generators/lib/diagnostics';
import type { Finding } from '../finding';

export interface SarifOptions {
  /** Version of this package. */
  readonly version: string;
  /** Where findings without a place of their own are shown: viewers leave out results without one. */
  readonly fallback: SourcePosition;
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** Findings as SARIF 2.1.0 (OASIS), for code scanning. */
export function toSarif(findings: readonly Finding[], { version, fallback }: SarifOptions): unknown {
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding] as const)).values()];
  const index = new Map(rules.map(({ rule }, i) => [rule, i] as const));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: {
        name: '@org/backend', semanticVersion: version,
        rules: rules.map(({ rule, help, severity }) => ({ id: rule, name: rule, shortDescription: { text: rule.replace(/-/g, ' ') }, help: { text: help }, defaultConfiguration: { level: LEVELS[severity] } })),
      } },
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the workspace.' } } },
      results: findings.map((finding) => resultOf(finding, index.get(finding.rule)!, fallback)),
    }],
  };
}

function resultOf({ rule, severity, message, help, position, object, fix }: Finding, ruleIndex: number, fallback: SourcePosition): unknown {
  const { file, line, column } = position ?? fallback;
  return {
    ruleId: rule, ruleIndex, level: LEVELS[severity],
    message: { text: `${message}. ${help}` },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(file), uriBaseId: 'SRCROOT' }, region: { startLine: line, startColumn: column } },
      ...(object !== undefined && { logicalLocations: [{ fullyQualifiedName: object, kind: 'resource' }] }),
    }],
    // The same finding keeps its identity when lines move.
    partialFingerprints: { 'backend/v1': createHash('sha256').update(JSON.stringify([rule, object, position?.file, message.replace(/:\d+/g, '')])).digest('hex').slice(0, 32) },
    ...(fix !== undefined && { properties: { fix } }),
  };
}

/** A relative reference (RFC 3986): spaces and the like percent-encoded, slashes kept. */
function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
