/** Every helper that a template may call; a misspelt one does not compile. `render/helpers.ts` holds them. */
export const HELPER_NAMES = [
  'bash', 'bashWords', 'bashPath', 'bashSetting', 'int', 'token', 'comment', 'static', 'shell', 'cronCommand',
  'cronEnv', 'cronWhen', 'systemdAppend', 'systemdArg', 'systemdCommand', 'systemdValue', 'systemdEnv', 'systemdPath', 'systemdSpan',
  'onCalendar', 'logrotatePath', 'json', 'markdown', 'cell', 'code', 'yaml', 'ansible',
]; // prettier-ignore
