/** Something that bash 4.4 does not know, or does differently. */
export interface Newer {
  readonly what: string;
  /** The first version that has it, as the NEWS and CHANGES of bash tell. */
  readonly since: string;
  /** Finds it in what bash reads as code. */
  readonly pattern: RegExp;
  /** Must be found. */
  readonly samples: readonly string[];
  /** Must not be found: what looks like it and is old. */
  readonly old?: readonly string[];
}

/** A variable, unless its expansion says what holds where there is none. */
const variable = (name: string) => new RegExp(`\\b${name}\\b(?!:?[-+])`);
const option = (builtin: string, letter: string) =>
  new RegExp(`(?:^|[\\s;&|({])(?:${builtin})\\s+(?:-\\w+\\s+)*-\\w*${letter}`, 'm');
const shopt = (name: string) => new RegExp(`\\b${name}\\b`);
const transform = (letters: string) => new RegExp(`\\$\\{[^}]*@[${letters}]\\}`);

/** Of 4.4 itself, and so allowed: ${x@Q} ${x@E} ${x@P} ${x@A} ${x@a}, mapfile -d, local -, inherit_errexit. */
export const newer: readonly Newer[] = [
  {
    what: 'EPOCHSECONDS',
    since: '5.0',
    pattern: variable('EPOCHSECONDS'),
    samples: ['x=$EPOCHSECONDS', '((EPOCHSECONDS > 1))'],
    old: ['x=${EPOCHSECONDS:-0}'],
  },
  {
    what: 'EPOCHREALTIME',
    since: '5.0',
    pattern: variable('EPOCHREALTIME'),
    samples: ['x="at ${EPOCHREALTIME/./}"'],
    old: ['x=${EPOCHREALTIME-}'],
  },
  {
    what: 'BASH_ARGV0',
    since: '5.0',
    pattern: variable('BASH_ARGV0'),
    samples: ['BASH_ARGV0=worker', 'x=${BASH_ARGV0}'],
  },
  {
    what: 'wait -f',
    since: '5.0',
    pattern: option('wait', 'f'),
    samples: ['wait -f "${job}"'],
    old: ['wait "${job}"', 'await -f x'],
  },
  {
    what: 'coproc with a name that is expanded',
    since: '5.0',
    pattern: /\bcoproc\s+"?\$/,
    samples: ['coproc "${name}" { cat; }'],
    old: ['coproc CHILD { cat; }'],
  },
  {
    what: 'shopt assoc_expand_once',
    since: '5.0',
    pattern: shopt('assoc_expand_once'),
    samples: ['shopt -s assoc_expand_once'],
  },
  {
    what: 'shopt localvar_inherit',
    since: '5.0',
    pattern: shopt('localvar_inherit'),
    samples: ['shopt -s nullglob localvar_inherit'],
  },
  {
    what: 'shopt localvar_unset',
    since: '5.0',
    pattern: shopt('localvar_unset'),
    samples: ['shopt -s localvar_unset'],
  },
  {
    what: 'kill with its signal joined to -s or -n',
    since: '5.0',
    pattern: /(?:^|[\s;&|({])kill\s+-[sn]\w/m,
    samples: ['kill -sTERM 1', '{ kill -n9 1; }'],
    old: ['kill -s TERM 1', 'kill -s "${x}" 1', 'kill -TERM 1'],
  },
  {
    what: 'history with a range or a negative number',
    since: '5.0',
    pattern: /\bhistory\s+-d\s+-?\d*-/,
    samples: ['history -d -1', 'history -d 3-5'],
  },
  {
    what: 'a here-string or here-document without a temporary file',
    since: '5.1',
    pattern: /<<<|<<-?(?!\s*[=\d])/,
    samples: ['read -r x <<<"${y}"', 'cat <<END\nEND', 'cat <<-END\nEND'],
    old: ['((x <<= 1 << 2))', 'exec 9<>"${f}"', 'read -r x < <(cat)'],
  },
  {
    what: 'SRANDOM',
    since: '5.1',
    pattern: variable('SRANDOM'),
    samples: ['x=${SRANDOM}'],
    old: ['x=${RANDOM}'],
  },
  {
    what: 'wait -p',
    since: '5.1',
    pattern: option('wait', 'p'),
    samples: ['wait -n -p pid', 'wait -np pid'],
    old: ['wait -n'],
  },
  {
    what: 'wait -n with jobs',
    since: '5.1',
    pattern: /(?:^|[\s;&|({])wait\s+-n\s+["$%\d]/m,
    samples: ['wait -n "${a}" "${b}"', 'wait -n %1'],
    old: ['wait -n'],
  },
  {
    what: 'local -I, declare -I',
    since: '5.1',
    pattern: option('local|declare|typeset', 'I'),
    samples: ['local -I x', 'declare -gI x'],
    old: ['local -i x', 'complete -I x'],
  },
  {
    what: 'local -p',
    since: '5.1',
    pattern: option('local', 'p'),
    samples: ['local -p'],
    old: ['declare -p x'],
  },
  {
    what: '${x@U} ${x@u} ${x@L}',
    since: '5.1',
    pattern: transform('UuL'),
    samples: ['x=${y@U}', 'x="a${y[0]@u}"', 'x=${y@L}'],
    old: ['x=${y@Q}${y@E}${y@P}${y@A}${y@a}'],
  },
  { what: '${x@K}', since: '5.1', pattern: transform('K'), samples: ['x=${y[@]@K}'] },
  {
    what: 'an associative array from a list of keys and values',
    since: '5.1',
    pattern: /\b(?:declare|local|typeset|readonly)\s+-\w*A\w*\s+\w+=\(\s*[^\s[)]/,
    samples: ['declare -A x=(a 1 b 2)', 'local -gA x=( "${y[@]}" )'],
    old: ['declare -A x=([a]=1)', 'declare -A x=()', 'declare -a x=(1 2)'],
  },
  {
    what: 'test -v of a positional parameter',
    since: '5.1',
    pattern: /\[\[?\s+(?:!\s+)?-v\s+\d|\btest\s+-v\s+\d/,
    samples: ['[[ -v 1 ]]', 'test -v 1'],
    old: ['[[ -v name ]]'],
  },
  {
    what: 'BASH_REMATCH assigned or local',
    since: '5.1',
    pattern: /\b(?:local|declare|unset)\s+(?:-\w+\s+)*BASH_REMATCH\b|\bBASH_REMATCH(?:\[\d+\])?=/,
    samples: ['local BASH_REMATCH', 'BASH_REMATCH=()'],
    old: ['x=${BASH_REMATCH[1]}'],
  },
  {
    what: 'ulimit -R',
    since: '5.1',
    pattern: option('ulimit', 'R'),
    samples: ['ulimit -S -R 100'],
    old: ['ulimit -S -c 0 -t hard'],
  },
  { what: '${x@k}', since: '5.2', pattern: transform('k'), samples: ['x=(${y[@]@k})'] },
  {
    what: 'a redirection to or from the empty word, which closes',
    since: '5.2',
    pattern: /[<>]&""|[<>]&''/,
    samples: ['exec 4>&""'],
    old: ['exec 4>&-', 'exec {x}>&-'],
  },
  {
    what: '& in a replacement, which is what matched',
    since: '5.2',
    pattern: /\$\{\w+(?:\[[^\]]*\])?\/[^}]*\/[^}"]*&/,
    samples: ['x=${y//a/&b}', 'x=${y[1]/a/(&)}'],
    old: ['x=${y//"&"/and}', 'x=${y:-a&b}'],
  },
  {
    what: 'an unquoted expansion in a replacement, whose & is what matched',
    since: '5.2',
    pattern: /\$\{\w+(?:\[[^\]]*\])?\/\/?[^}/]*\/\$/,
    samples: ['x=${y//a/${z}}', 'x=${y/a/$z}'],
    old: ['x=${y//a/"${z}"}'],
  },
  {
    what: 'shopt varredir_close',
    since: '5.2',
    pattern: shopt('varredir_close'),
    samples: ['shopt -s varredir_close'],
  },
  {
    what: 'shopt patsub_replacement',
    since: '5.2',
    pattern: shopt('patsub_replacement'),
    samples: ['shopt -u patsub_replacement'],
  },
  {
    what: 'shopt globskipdots',
    since: '5.2',
    pattern: shopt('globskipdots'),
    samples: ['shopt -s globskipdots'],
  },
  {
    what: 'shopt noexpand_translation',
    since: '5.2',
    pattern: shopt('noexpand_translations?'),
    samples: ['shopt -s noexpand_translation'],
  },
  {
    what: 'unset of one key named @ or *',
    since: '5.2',
    pattern: /\bunset\s+(?:-v\s+)?\w+\[[@*]\]/,
    samples: ['unset -v x[@]', 'unset x[*]'],
    old: ['unset -v x'],
  },
  {
    what: '${ command; } and ${| command; }',
    since: '5.3',
    pattern: /\$\{(?:\s|\|)/,
    samples: ['x=${ date; }', 'x="${| f; }"'],
    old: ['x=${y}', 'x=$( date )'],
  },
  {
    what: 'BASH_MONOSECONDS',
    since: '5.3',
    pattern: variable('BASH_MONOSECONDS'),
    samples: ['((BASH_MONOSECONDS > 5))'],
  },
  { what: 'BASH_TRAPSIG', since: '5.3', pattern: variable('BASH_TRAPSIG'), samples: ['x=${BASH_TRAPSIG}'] },
  { what: 'GLOBSORT', since: '5.3', pattern: variable('GLOBSORT'), samples: ['GLOBSORT=-mtime'] },
  {
    what: 'read -E',
    since: '5.3',
    pattern: option('read', 'E'),
    samples: ['read -r -E x'],
    old: ['read -r -e x'],
  },
  {
    what: 'source -p',
    since: '5.3',
    pattern: /(?:^|[;&|]\s*)(?:source|\.)\s+-p/m,
    samples: ['source -p "${d}" x', '. -p d x'],
  },
  {
    what: 'trap -P',
    since: '5.3',
    pattern: option('trap', 'P'),
    samples: ['trap -P TERM'],
    old: ['trap -p TERM'],
  },
  {
    what: 'compgen -V',
    since: '5.3',
    pattern: option('compgen', 'V'),
    samples: ['compgen -V x -f'],
    old: ['compgen -v'],
  },
  {
    what: 'shopt array_expand_once',
    since: '5.3',
    pattern: shopt('array_expand_once'),
    samples: ['shopt -s array_expand_once'],
  },
  {
    what: 'shopt bash_source_fullpath',
    since: '5.3',
    pattern: shopt('bash_source_fullpath'),
    samples: ['shopt -s bash_source_fullpath'],
  },
];
