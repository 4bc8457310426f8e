// Compares our parsers with others, on files that are not part of the repository:
//
//   node check.mjs DUMP buildkit FOLDER   BuildKit's frontend/dockerfile/parser
//   node check.mjs DUMP dockerfiles FILE…  dockerfile-ast, instruction by instruction
//   node check.mjs DUMP yaml FOLDER       the folder `src` of yaml-test-suite
//
// DUMP is build/tests/parser-dump (cmake --build build --target parser-dump); dockerfile-ast comes with
// `npm ci --ignore-scripts`. Lists every difference that is not known; exit 1 if there is one.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [dump, mode, ...paths] = process.argv.slice(2);

function ask(kind, files) {
  const answers = new Map();
  for (let i = 0; i < files.length; i += 200) {
    const text = execFileSync(dump, [kind, ...files.slice(i, i + 200)], { maxBuffer: 1 << 28 }).toString();
    for (const part of text.split(/^# (?=\/)/m).slice(1)) {
      const end = part.indexOf('\n');
      answers.set(part.slice(0, end), part.slice(end + 1).trimEnd().split('\n').filter(Boolean));
    }
  }
  return answers;
}

let differences = 0;
function differ(where, theirs, ours) {
  differences += 1;
  console.log(`${where}\n  theirs: ${theirs}\n  ours:   ${ours}`);
}

/// Some of BuildKit's cases have no FROM, which its parser leaves to others to miss.
function withFrom(file, scratch) {
  const text = readFileSync(file, 'utf8');
  if (/^\s*FROM\s/im.test(text)) return { path: file, added: 0 };
  const path = join(scratch, file.split('/').at(-2));
  writeFileSync(path, `FROM scratch\n${text}`);
  return { path, added: 1 };
}

function checkBuildkit(folder) {
  const scratch = mkdtempSync(join(tmpdir(), 'dockerfiles-'));
  const cases = readdirSync(join(folder, 'testfiles')).sort();
  const files = cases.map((name) => withFrom(join(folder, 'testfiles', name, 'Dockerfile'), scratch));
  const answers = ask('buildkit', files.map((one) => one.path));
  let instructions = 0;
  for (const [i, name] of cases.entries()) {
    const file = join(folder, 'testfiles', name, 'Dockerfile');
    const theirs = readFileSync(join(folder, 'testfiles', name, 'result'), 'utf8').trimEnd().split('\n');
    const ours = answers.get(files[i].path).filter((line) => !line.startsWith('!')).slice(files[i].added);
    instructions += theirs.length;
    for (let i = 0; i < Math.max(theirs.length, ours.length); i++) {
      if (theirs[i] !== ours[i]) differ(`${file}:${i + 1}`, theirs[i], ours[i]);
    }
  }
  const bad = readdirSync(join(folder, 'testfiles-negative')).map((name) =>
    join(folder, 'testfiles-negative', name, 'Dockerfile'));
  for (const [file, lines] of ask('buildkit', bad)) {
    if (!lines.some((line) => line.startsWith('!'))) differ(file, 'refused', 'read');
  }
  console.log(`${cases.length} files, ${instructions} instructions, ${bad.length} to refuse`);
}

async function checkDockerfiles(files) {
  const { DockerfileParser } = await import('dockerfile-ast');
  const answers = ask('lines', files);
  let instructions = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const theirs = DockerfileParser.parse(text).getInstructions().map((one) => {
      const range = one.getRange();
      return `${one.getKeyword()} ${range.start.line + 1}:${range.start.character + 1} ${range.end.line + 1}`;
    });
    const ours = answers.get(file).filter((line) => !line.startsWith('!'));
    instructions += theirs.length;
    const known = new Set(ours);
    const expected = new Set(theirs);
    const lost = theirs.filter((line) => !known.has(line));
    const added = ours.filter((line) => !expected.has(line));
    for (let i = 0; i < Math.max(lost.length, added.length); i++) differ(file, lost[i], added[i]);
  }
  console.log(`${files.length} files, ${instructions} instructions`);
}

/// The suite's own notation for white space that editors change.
function plain(text) {
  return text.replace(/␣/g, ' ').replace(/—*»/g, '\t').replace(/⇔/g, '\uFEFF').replace(/↵/g, '')
    .replace(/∎\n$/, '');
}

/// A field of a case: our own reader, for the suite is YAML of the simplest kind.
function fieldOf(lines, name) {
  const start = lines.findIndex((line) => line.startsWith(`${name}: |`));
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line !== '' && !line.startsWith('  '));
  const body = end < 0 ? rest : rest.slice(0, end);
  return body.map((line) => line.slice(2)).join('\n').replace(/\n+$/, '') + '\n';
}

/// Cases of a file in `src`. One that says only what differs takes the rest from the one before.
function casesOf(path) {
  const cases = [];
  let previous = {};
  for (const part of readFileSync(path, 'utf8').split(/^- /m).slice(1)) {
    const lines = part.split('\n').map((line, i) => (i === 0 ? line : line.replace(/^ {2}/, '')));
    const fail = lines.includes('fail: true');
    const yaml = fieldOf(lines, 'yaml') ?? previous.yaml;
    const inherits = !fail && fieldOf(lines, 'tree') === undefined;
    const json = fieldOf(lines, 'json') ?? (inherits ? previous.json : undefined);
    previous = { yaml, json };
    cases.push({ text: plain(yaml), json, fail });
  }
  return cases;
}

/// The values that follow each other in a text of JSON, in one way of writing.
function valuesIn(text) {
  const values = [];
  let part = '';
  for (const line of text.split('\n')) {
    part += `${line}\n`;
    try {
      values.push(JSON.parse(part));
      part = '';
    } catch { /* goes on in the next line */ }
  }
  return values;
}

/// Maps with their keys in order, and numbers as JavaScript writes them.
function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.number === 'string' && Object.keys(value).length === 1) return Number(value.number);
  return Object.fromEntries(Object.entries(value).sort().map(([key, one]) => [key, ordered(one)]));
}

function known(name) {
  return new Set(readFileSync(new URL(name, import.meta.url), 'utf8').split('\n')
    .filter((line) => line && !line.startsWith('#')));
}

function checkYaml(folder) {
  const scratch = mkdtempSync(join(tmpdir(), 'yaml-'));
  const wanted = new Map();
  for (const name of readdirSync(folder).sort()) {
    casesOf(join(folder, name)).forEach((one, i) => {
      const file = join(scratch, `${name.replace('.yaml', '')}-${i}.yaml`);
      writeFileSync(file, one.text);
      wanted.set(file, one);
    });
  }
  const excepted = known('yaml-known.txt');
  const count = { valid: 0, invalid: 0, compared: 0 };
  for (const [file, lines] of ask('yaml', [...wanted.keys()])) {
    const { fail, json } = wanted.get(file);
    const name = file.split('/').at(-1).replace('.yaml', '');
    const refused = lines.some((line) => line.startsWith('!'));
    count[fail ? 'invalid' : 'valid'] += 1;
    if (refused !== fail) {
      if (!excepted.has(name)) differ(file, fail ? 'refused' : 'read', refused ? lines.at(-1) : 'read');
    } else if (!fail && json !== undefined) {
      const theirs = JSON.stringify(valuesIn(json).map(ordered));
      const ours = JSON.stringify(lines.map((line) => ordered(JSON.parse(line))));
      count.compared += 1;
      if (theirs !== ours && !excepted.has(name)) differ(file, theirs, ours);
    }
  }
  console.log(`${count.valid} valid, ${count.compared} with values to compare; ${count.invalid} invalid`);
}

const checks = { buildkit: () => checkBuildkit(paths[0]), dockerfiles: () => checkDockerfiles(paths), yaml: () => checkYaml(paths[0]) };
if (!checks[mode] || !existsSync(paths[0] ?? '')) {
  console.error('usage: node check.mjs DUMP buildkit|dockerfiles|yaml PATHS…');
  process.exit(2);
}
await checks[mode]();
console.log(`${differences} differences that are not known`);
process.exit(differences === 0 ? 0 : 1);
