/** `2026-11-22T03:00:01+09:00`: an instant as the clock of its host showed it. */
export function localTime(at: number, offset: number): string {
  const shown = new Date(at + offset * 60_000).toISOString().slice(0, 19);
  const away = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${shown}${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}
