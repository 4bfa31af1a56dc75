/** The version of this program. */
import { readFileSync } from 'node:fs';

/** From the package's own description, which is one folder up in the source and two in the build. */
export function readVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const found: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
      if (typeof found === 'object' && found !== null && 'version' in found) {
        return String(found.version);
      }
    } catch {
      // Not there: it is in the other place.
    }
  }
  return 'unknown';
}
