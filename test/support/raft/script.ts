/**
 * Scenario scripts: a text file of blocks, each some comments and commands, a line `----`, and what the commands
 * print, up to an empty line. Running a script gives the same text with the present output.
 */

/** Executes one command and gives what it printed. Throws for a command that it does not know. */
export type Execute = (command: string) => readonly string[];

type Block = { readonly input: readonly string[]; readonly hasOutput: boolean };

const separator = '----';

/** Throws if the script is not well-formed, or if a command fails; the message names the line. */
export function runScript(text: string, execute: Execute): string {
  const blocks = parse(text);
  const written = blocks.map(({ input, hasOutput }) => {
    const output = input.filter(isCommand).flatMap((command) => execute(command.trim()));
    return [...input, ...(hasOutput ? [separator, ...output] : [])].join('\n');
  });
  return `${written.join('\n\n')}\n`;
}

function isCommand(line: string): boolean {
  return line.trim() !== '' && !line.startsWith('#');
}

function parse(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let input: string[] = [];
  let isOutput = false;
  for (const line of text.trimEnd().split('\n')) {
    if (isOutput) {
      if (line === '') isOutput = false;
      continue;
    }
    if (line === separator) {
      if (!input.some(isCommand)) throw new Error('a block has no command');
      blocks.push({ input: withoutEdges(input), hasOutput: true });
      input = [];
      isOutput = true;
    } else {
      input.push(line);
    }
  }
  if (input.some(isCommand)) throw new Error(`the last commands lack their ${separator}`);
  const rest = withoutEdges(input);
  if (rest.length > 0) blocks.push({ input: rest, hasOutput: false });
  if (!blocks.some(({ hasOutput }) => hasOutput)) throw new Error('the script has no command');
  return blocks;
}

/** Without empty lines at the beginning and at the end. */
function withoutEdges(lines: readonly string[]): readonly string[] {
  return lines
    .join('\n')
    .trim()
    .split('\n')
    .filter((line, _, all) => all.length > 1 || line !== '');
}
