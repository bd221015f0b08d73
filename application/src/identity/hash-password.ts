import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '@fundwatch/domain';
import { shortestPassword } from '@fundwatch/domain/identity';

/** Argon2id with the library's own cost. @throws DomainError PASSWORD_TOO_SHORT */
export async function hashPassword(password: string): Promise<string> {
  if ([...password].length < shortestPassword)
    throw new DomainError('PASSWORD_TOO_SHORT', { shortest: shortestPassword });
  return hash(password);
}

let nobody: Promise<string> | undefined;

/** Whether the password fits; for an unknown account it takes as long and says no. */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hash('the password of nobody');
  const fits = await verify(passwordHash ?? (await nobody), password);
  return passwordHash !== undefined && fits;
}
