import { createTransport } from 'nodemailer';
import type { MailTransport } from '../application.js';

/** Failures that are the server's or its settings', before any message was looked at. */
const outOfReach = ['EDNS', 'EAUTH', 'ETLS', 'ECONNREFUSED'];
/** The server closes or is not yet there. */
const SERVICE_NOT_AVAILABLE = 421;

interface SmtpError {
  code?: string;
  responseCode?: number;
  syscall?: string;
  message?: string;
}

/** Hands messages to the mail server of an URL such as `smtp://user:password@mail.example:587`. */
export function createSmtpTransport(url: string, from: string): MailTransport {
  const transport = createTransport(url, {
    from,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as never);
  return {
    async send({ messageId, address, subject, body }) {
      try {
        await transport.sendMail({ messageId, from, to: address, subject, text: body });
        return { outcome: 'taken', error: null };
      } catch (error) {
        const { code = '', responseCode, syscall, message = '' } = error as SmtpError;
        const unreached =
          responseCode === SERVICE_NOT_AVAILABLE ||
          syscall === 'connect' ||
          syscall === 'getaddrinfo' ||
          outOfReach.includes(code) ||
          /^(Connection timeout|Greeting never received)/.test(message);
        const refused = responseCode !== undefined || code === 'EENVELOPE';
        // The server's words may hold the address; the code says enough.
        const told = [code, responseCode].filter(Boolean).join(' ') || 'unknown';
        return { outcome: unreached ? 'unreached' : refused ? 'refused' : 'unknown', error: told };
      }
    },
    close: () => transport.close(),
  };
}
