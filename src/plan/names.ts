import type { Config, Service } from '../config/config.ts';

/** One generated file of a service. */
export interface Place {
  /** On the server; `~/…` lies below the user's home. */
  readonly installed: string;
  /** In the bundle. */
  readonly bundle: string;
}

/** For Prometheus and Grafana, which run elsewhere: paths in the bundle. */
export interface MonitoringFiles {
  readonly rules: string;
  readonly dashboard: string;
}

export const MONITORING: MonitoringFiles = {
  rules: 'monitoring/saikido-alerts.yaml',
  dashboard: 'monitoring/saikido-dashboard.json',
};

export interface ServiceFiles {
  /** Begins the name of everything that belongs to the service: `worker-restart`. */
  readonly stem: string;
  readonly script: Place;
  readonly cronD: Place;
  readonly logrotate: Place;
  /** Not installed, hence paths in the bundle. */
  readonly crontab: string;
  readonly rehearsal: string;
}

/** In the bundle, `root/` mirrors the server's root, or the home. */
function place(installed: string): Place {
  return { installed, bundle: `root/${installed.replace(/^~?\//, '')}` };
}

/** The service's name makes the stem: it is unique and every tool takes it, and a script's own name may be neither. */
export function serviceFiles(service: Service, install: Config['install']): ServiceFiles {
  const stem = `${service.name}-restart`;
  const settings = install === 'user' ? '~/.config/saikido' : '/etc';
  return {
    stem,
    script: place(service.script),
    cronD: place(`/etc/cron.d/${stem}`),
    logrotate: place(`${settings}/logrotate.d/${stem}`),
    crontab: `crontab/${service.name}`,
    rehearsal: `test/${service.name}.bats`,
  };
}

/** Folders on the server in which generated files lie unless the config says otherwise. */
export function installFolders(install: Config['install']): readonly string[] {
  return install === 'user'
    ? ['~/.local/bin', '~/.config/saikido/logrotate.d', '~/.config/systemd/user']
    : ['/usr/local/sbin', '/etc/cron.d', '/etc/logrotate.d', '/etc/systemd/system'];
}

/** A unit such as `worker-restart.timer`. */
export function unitPlace(unit: string, install: Config['install']): Place {
  return place(`${install === 'user' ? '~/.config/systemd/user' : '/etc/systemd/system'}/${unit}`);
}

/** The timers of one service, in the order of its schedule: `worker-restart`, `worker-restart-ensure`, `…-2`. */
export function unitName(stem: string, action: string, taken: ReadonlySet<string>): string {
  const plain = action === 'restart' ? stem : `${stem}-${action}`;
  let name = plain;
  for (let count = 2; taken.has(name); count += 1) name = `${plain}-${count}`;
  return name;
}

/** The unit of a service of manager systemd: the one it names, or the one that is generated. */
export function unitOf(service: Service): string {
  return service.unit ?? `${service.name}.service`;
}
