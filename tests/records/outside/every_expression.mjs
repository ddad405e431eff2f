// For a module folder with fhirpath: reads {"variables": {name: expression}, "expressions": [...], "responses": [...]} and writes, for each
// response, the places of the expressions that are true. An expression that gives no Boolean is an error, as a renderer would ignore it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(process.argv[2] + '/');
const fhirpath = require('fhirpath');
const model = require('fhirpath/fhir-context/r4');

const { variables, expressions, responses } = JSON.parse(readFileSync(0, 'utf8'));
const evaluators = (texts) => texts.map((text) => fhirpath.compile(text, model));
const named = Object.keys(variables);
const values = evaluators(Object.values(variables));
const conditions = evaluators(expressions);

const trueOnes = (response) => {
  const environment = { resource: response };
  named.forEach((name, place) => { environment[name] = values[place](response, { resource: response }); });
  return conditions.flatMap((condition, place) => {
    const result = condition(response, environment);
    if (result.length !== 1 || typeof result[0] !== 'boolean') throw new Error(`no Boolean: ${expressions[place]}`);
    return result[0] ? [place] : [];
  });
};
process.stdout.write(JSON.stringify(responses.map(trueOnes)));
