import type { Person } from './open-desk.js';

/** Chooses an option of a drop-down by keyboard, the field opens under Enter, and waits until the list has closed again. */
export async function chooseOption({ page }: Person, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).focus();
  await page.keyboard.press('Enter');
  const chosen = page.getByRole('option', { name: option });
  await chosen.click();
  await chosen.waitFor({ state: 'hidden' });
}
