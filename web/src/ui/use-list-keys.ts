import { onBeforeUnmount, onMounted } from 'vue';

/** What the keys of a list do. `move` gets +1 or −1. */
export interface ListActs {
  move(step: 1 | -1): void;
  open(): void;
  select?(): void;
  /** A digit from 1 to 9. */
  choose?(number: number): void;
  help(): void;
}

/** j k x Enter ? and digits anywhere on the page, except while a field, a dialog or a control of its own has the focus. */
export function useListKeys(acts: ListActs): void {
  function onKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target as HTMLElement;
    if (
      target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=listbox]')
    )
      return;
    const act = {
      j: () => acts.move(1),
      k: () => acts.move(-1),
      x: () => acts.select?.(),
      '?': () => acts.help(),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (acts.choose && /^[1-9]$/.test(event.key)) {
      event.preventDefault();
      acts.choose(Number(event.key));
    } else if (event.key === 'Enter' && !target.closest('a, button, input, summary')) {
      event.preventDefault();
      acts.open();
    }
  }
  onMounted(() => document.addEventListener('keydown', onKey));
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey));
}
