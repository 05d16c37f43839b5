/** The metrics that the script writes, each without `saikido_`, with its labels beside `service`. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  restarts_total: ['outcome'],
  skipped_total: ['reason'],
  kills_total: [],
  last_run_timestamp_seconds: [],
  last_success_timestamp_seconds: [],
  last_failure_timestamp_seconds: [],
  last_restart_timestamp_seconds: [],
  last_exit_status: [],
  paused: [],
  paused_until_timestamp_seconds: [],
  stop_seconds: [],
  downtime_seconds: [],
  memory_bytes: ['phase'],
  process_cpu_seconds: ['phase'],
};
/** Every scrape adds these two. */
const ADDED = ['service', 'instance'];
const SELECTOR = /\bsaikido_([a-z_]+)(?:\{([^{}]*)\})?/g;
const MATCHER = /^([a-z]+)(?:=|!=|=~|!~)"[^"\\]*"$/;

function closes(expr: string): boolean {
  let depth = 0;
  for (const sign of expr.replace(/"[^"]*"/g, '')) {
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** What is wrong with an expression of ours: it asks for nothing that the script does not write. */
export function comparePromql(expr: string): string | undefined {
  if (!closes(expr)) return `brackets do not match: ${expr}`;
  const asked = [...expr.matchAll(SELECTOR)];
  if (asked.length === 0) return `it asks for no metric of ours: ${expr}`;
  for (const [, name = '', matchers = ''] of asked) {
    const labels = FAMILIES[name];
    if (labels === undefined) return `no such metric: saikido_${name}`;
    for (const matcher of matchers === '' ? [] : matchers.split(',')) {
      const [, label = ''] = MATCHER.exec(matcher) ?? [];
      if (![...ADDED, ...labels].includes(label)) return `saikido_${name} has no label for ${matcher}`;
    }
  }
  return undefined;
}
