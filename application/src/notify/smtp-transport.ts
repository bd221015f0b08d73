import { createTransport } from 'nodemailer';
import type { MailTransport } from '../application.js';

/** Failures before a mail server can have taken the message. */
const early = ['EDNS', 'EAUTH', 'EENVELOPE', 'ETLS'];

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
        const refused =
          responseCode !== undefined ||
          syscall === 'connect' ||
          syscall === 'getaddrinfo' ||
          early.includes(code) ||
          /^(Connection timeout|Greeting never received)/.test(message);
        // The server's words may hold the address; the code says enough.
        const told = [code, responseCode].filter(Boolean).join(' ') || 'unknown';
        return { outcome: refused ? 'refused' : 'unknown', error: told };
      }
    },
    close: () => transport.close(),
  };
}
