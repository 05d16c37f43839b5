import type { Plan } from '../../plan/plan.ts';
import { comparePromql } from './promql.ts';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: Place;
  readonly datasource: { readonly uid: string };
  readonly targets: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[];
}

interface Dashboard {
  readonly description: string;
  readonly uid: string;
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] };
  readonly panels: readonly Panel[];
}

/** Grafana's grid has this many columns. */
const COLUMNS = 24;
const DATA_SOURCE = '${datasource}';

const overlap = (a: Place, b: Place) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

function comparePanel(panel: Panel, earlier: readonly Panel[]): string | undefined {
  const { id, title, gridPos, targets, datasource } = panel;
  const other = earlier.find((one) => one.id === id || overlap(one.gridPos, gridPos));
  if (other !== undefined) return `"${title}" has the number or the place of "${other.title}"`;
  if (gridPos.x + gridPos.w > COLUMNS) return `"${title}" is wider than the grid`;
  if (targets.length === 0) return `"${title}" shows nothing`;
  if ([datasource, ...targets.map((target) => target.datasource)].some(({ uid }) => uid !== DATA_SOURCE))
    return `"${title}" asks a data source of its own`;
  return targets.map(({ expr }) => comparePromql(expr)).find((wrong) => wrong !== undefined);
}

/** What is wrong with the dashboard: Grafana would take nearly anything, and show empty panels. */
export function compareDashboard(content: string, plan: Plan): string | undefined {
  const { description, uid, templating, panels } = JSON.parse(content) as Dashboard;
  if (!description.endsWith(` config sha256 ${plan.digest}`)) return 'the digest of the config is missing';
  if (uid !== 'saikido-restarts') return `its uid is ${uid}`;
  const variables = templating.list.map(({ name, type }) => `${name} ${type}`).join(', ');
  if (variables !== 'datasource datasource, service query, instance query')
    return `its variables are ${variables}`;
  return panels
    .map((panel, index) => comparePanel(panel, panels.slice(0, index)))
    .find((wrong) => wrong !== undefined);
}
