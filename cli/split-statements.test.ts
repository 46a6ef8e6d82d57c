import { expect, test } from 'vitest'
import { splitStatements } from './split-statements'

test.each([
  ['two', 'SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2'], ''],
  ['one that is not finished', 'SELECT 1; SELECT', ['SELECT 1'], 'SELECT'],
  ['a semicolon in a text', "SELECT 'a;''b;';", ["SELECT 'a;''b;'"], ''],
  ['a semicolon in a name', 'SELECT "a;b";', ['SELECT "a;b"'], ''],
  ['a body in dollar quotes', 'DO $x$ BEGIN; END; $x$;', ['DO $x$ BEGIN; END; $x$'], ''],
  ['a comment', 'SELECT 1 -- ; no\n;', ['SELECT 1 -- ; no'], ''],
  ['a long comment', 'SELECT /* ; */ 1;', ['SELECT /* ; */ 1'], ''],
  ['a text that goes on', "SELECT 'a;\n", [], "SELECT 'a;\n"],
  ['nothing', ' ;; ', [], ''],
])('%s', (_, text, statements, rest) => {
  expect(splitStatements(text)).toEqual({ statements, rest })
})
