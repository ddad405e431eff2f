// For a module folder with fhirpath: reads {"expressions": [...], "responses": [...]} and writes, for each response, what each
// expression gives. One that gives nothing or several is an error, as a renderer would ignore it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(process.argv[2] + '/');
const fhirpath = require('fhirpath');
const model = require('fhirpath/fhir-context/r4');

const { expressions, responses } = JSON.parse(readFileSync(0, 'utf8'));
const evaluators = expressions.map((text) => fhirpath.compile(text, model));

const given = (response) => evaluators.map((evaluated, place) => {
  const result = evaluated(response, { resource: response });
  if (result.length !== 1) throw new Error(`${result.length} values: ${expressions[place]}`);
  return result[0];
});
process.stdout.write(JSON.stringify(responses.map(given)));
