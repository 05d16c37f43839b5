import {
  createPrompt,
  isBackspaceKey,
  isEnterKey,
  isTabKey,
  makeTheme,
  usePrefix,
  useKeypress,
  useState,
} from '@inquirer/core';
import { theme as look } from './theme.ts';

export interface TextQuestion {
  /** `label\nhint`. */
  readonly message: string;
  readonly default: string;
  /** A sentence when the text may not stand, else nothing. */
  readonly check: (text: string) => string | undefined;
  /** Lines below the answer that follow what is typed. */
  readonly live?: (text: string) => readonly string[];
}

/** One line of text, checked on Enter; inquirer's own input shows nothing below while one types. */
export const textPrompt = createPrompt<string, TextQuestion>((question, done) => {
  const theme = makeTheme(look());
  const [status, setStatus] = useState('idle');
  const [preset, setPreset] = useState(question.default);
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const prefix = usePrefix({ status, theme });

  useKeypress((key, line) => {
    if (status !== 'idle') return;
    if (isEnterKey(key)) {
      const text = (value || preset).trim();
      const wrong = question.check(text);
      if (wrong === undefined) {
        setValue(text);
        setStatus('done');
        done(text);
        return;
      }
      line.write(value);
      setProblem(wrong);
    } else if (isBackspaceKey(key) && value === '') {
      setPreset('');
      setProblem(undefined);
    } else if (isTabKey(key)) {
      line.clearLine(0);
      line.write(value || preset);
      setValue(value || preset);
    } else {
      setValue(line.line);
      setProblem(undefined);
    }
  });

  const message = theme.style.message(question.message, status);
  if (status === 'done') return `${prefix} ${message} ${value || '–'}`;
  const grey = value === '' && preset !== '' ? theme.style.defaultAnswer(preset) : '';
  const below = [
    ...(question.live?.(value || preset) ?? []).map((text) => theme.style.help(`  ${text}`)),
    ...(problem === undefined ? [] : [theme.style.error(problem)]),
    ...(grey === '' ? [] : [theme.style.help('  Tab edits · Backspace clears · Enter takes it')]),
  ];
  return [
    `${prefix} ${message}\n  ${theme.style.highlight('›')} ${grey}${grey === '' ? '' : ' '}${value}`,
    below.join('\n'),
  ];
});
