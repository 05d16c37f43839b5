import type { Rule } from './rule.ts';

/** Alerts that nobody gets would look like silence. */
export const alertsHaveAChannel: Rule = ({ alerts }) => {
  if (alerts === undefined) return [];
  const { slack, webhook, email, ping } = alerts;
  const channels = [slack, webhook, email, ping].filter((channel) => channel !== undefined);
  return channels.length === 0 ? [{ code: 'no-channel', path: ['alerts'] }] : [];
};
