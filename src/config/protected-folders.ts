/**
 * Folders that no service empties and that hold no service's state. `~` stands for every home: `~`, `/root` and
 * `/home/NAME`. `/run` stands for `/var/run`, `/run/lock` for `/var/lock`, `/run/shm` for `/dev/shm`.
 */
interface Protected {
  readonly why: string;
  /** These folders and everything below them. */
  readonly trees?: readonly string[];
  /** These folders themselves; what lies below may belong to a service. */
  readonly only?: readonly string[];
}

export const PROTECTED_FOLDERS: readonly Protected[] = [
  {
    why: 'holds the operating system',
    trees: ['/bin', '/boot', '/lib', '/lib32', '/lib64', '/libx32', '/sbin', '/usr', '/snap', '/lost+found'],
  },
  { why: 'holds the configuration of the machine', trees: ['/etc', '/efi'] },
  { why: 'belongs to the kernel', trees: ['/proc', '/sys', '/dev'] },
  {
    why: 'holds the state of the system',
    trees: ['/run/systemd', '/run/udev', '/run/user', '/run/dbus', '/run/credentials'],
  },
  {
    why: 'holds the state of the system',
    trees: [
      '/var/backups',
      '/var/mail',
      '/var/spool/cron',
      '/var/spool/mail',
      '/var/lib/apt',
      '/var/lib/containerd',
      '/var/lib/containers',
      '/var/lib/docker',
      '/var/lib/dpkg',
      '/var/lib/pacman',
      '/var/lib/rpm',
      '/var/lib/systemd',
      '/var/log/journal',
    ],
  },
  {
    why: 'is shared by many programs',
    only: [
      '/',
      '/home',
      '/media',
      '/mnt',
      '/opt',
      '/run',
      '/run/lock',
      '/run/saikido',
      '/run/shm',
      '/srv',
      '/tmp',
      '/var',
      '/var/cache',
      '/var/lib',
      '/var/lib/saikido',
      '/var/local',
      '/var/log',
      '/var/log/saikido',
      '/var/opt',
      '/var/spool',
      '/var/tmp',
    ],
  },
  { why: 'holds the keys of a person', trees: ['~/.ssh', '~/.gnupg'] },
  { why: 'holds the settings of a person', trees: ['~/.config/systemd'], only: ['~/.config'] },
  {
    why: 'holds the files of a person',
    only: [
      '~',
      '~/.cache',
      '~/.local',
      '~/.local/bin',
      '~/.local/lib',
      '~/.local/share',
      '~/.local/state',
      '~/.local/state/saikido',
    ],
  },
];
