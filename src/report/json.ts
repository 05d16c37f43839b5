import { adviceFor } from '../history/advice.ts';
import type { History } from '../history/history.ts';
import type { Leak } from '../history/leak.ts';
import { localTime } from '../history/local-time.ts';
import type { Piece } from '../history/piece.ts';
import { meanOf, type Span } from '../history/span.ts';
import type { Summary } from '../history/summary.ts';
import { sayAdvice } from './words.ts';

function jsonSpan(span: Span | undefined) {
  return span === undefined
    ? null
    : { min: span.min, max: span.max, mean: Math.round(meanOf(span)! * 1000) / 1000 };
}

/** One restart, or several where there are more than 400 of them. */
function jsonPiece({ from, to, offset, success, failure, skipped, killed, ...spans }: Piece) {
  return {
    from: localTime(from, offset),
    to: localTime(to, offset),
    success,
    failure,
    skipped,
    killed,
    memory_before: jsonSpan(spans.before),
    memory_after: jsonSpan(spans.after),
    downtime_seconds: jsonSpan(spans.downtime),
  };
}

function jsonLeak({ slope, low, high, points, basis, certain }: Leak) {
  return { bytes_per_hour: slope, low, high, points, basis, certain };
}

function jsonService(summary: Summary, now: number) {
  const { leak, pieces, skipped_pieces, intervals: _, ...rest } = summary;
  return {
    ...rest,
    leak: leak === null ? null : jsonLeak(leak),
    look_at: adviceFor(summary, now).map((advice) => ({ code: advice.code, says: sayAdvice(advice) })),
    history: pieces.map(jsonPiece),
    skipped_history: skipped_pieces.map(jsonPiece),
  };
}

/** `report --format json`: `Summary` says what the keys mean. Texts of the log stand in it as they are. */
export function historyJson({ files, services }: History, now: number): string {
  const read = files.map(({ path, host, lines, broken, firstBroken, damage }) => {
    return {
      path,
      host: host ?? null,
      lines,
      broken,
      first_broken: firstBroken ?? null,
      damage: damage ?? null,
    };
  });
  const shown = { files: read, services: services.map((summary) => jsonService(summary, now)) };
  return `${JSON.stringify(shown, null, 2)}\n`;
}
