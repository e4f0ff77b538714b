/** Why a TLS handshake came to nothing. */
export interface TlsFailure {
  /** OpenSSL's or Node's: SELF_SIGNED_CERT_IN_CHAIN. */
  readonly code: string;
  /** A sentence without a full stop. */
  readonly what: string;
  readonly help: string;
}

const CA = 'Pass the certificate of its authority as --tlsCa=ca.pem; or --tlsVerify=false, if it does not matter who answers';
const NAME = 'Pass a name of its certificate as --tlsServername, or --tlsVerify=false, if it does not matter who answers';
/** Of a server that refuses the client. */
export const CLIENT_HELP = 'If it wants a certificate of the client, pass one that it trusts: --tlsCert=client.pem --tlsKey=client.key';

/**
 * The code of a connection's failure. Where OpenSSL's word only stands in the message, as in `write EPROTO
 * 40…:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:…`, the code that Node
 * gives it elsewhere: ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE.
 */
export function failureCode({ code, message }: NodeJS.ErrnoException): string {
  const [, reason] = code === 'EPROTO' ? /:SSL routines:[^:]*:([^:]+):/.exec(message) ?? [] : [];
  return reason === undefined ? code ?? message : `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`;
}

/** True for what a server says when it refuses the handshake; in TLS 1.3 it comes after the client took it for done. */
export function isRefusal(code: string): boolean {
  return /^ERR_SSL_.*_ALERT_/.test(code);
}

/** Tells a failed handshake from other failures. */
export function tlsFailure(error: NodeJS.ErrnoException & { readonly reason?: string }): TlsFailure | undefined {
  const code = failureCode(error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return { code, what: `its certificate is for other names: ${error.reason ?? error.message}`, help: NAME };
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return { code, what: `its certificate ${code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet'}`, help: 'Renew it, or pass --tlsVerify=false' };
  if (isRefusal(code)) return { code, what: 'it refuses the handshake', help: CLIENT_HELP };
  if (/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/.test(code)) return { code, what: 'it does not speak TLS', help: 'Pass an address that begins with http://' };
  // Codes of X509_verify_cert have no prefix.
  if (!code.startsWith('ERR_') && /CERT|SIGNATURE|^INVALID_CA$|^INVALID_PURPOSE$|^PATH_LENGTH|_CRL/.test(code)) return { code, what: 'its certificate is not trusted', help: CA };
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') ? { code, what: 'the handshake fails', help: 'See what the code means in the OpenSSL manual' } : undefined;
}
