// Answers questions about IAM policies, one JSON line each, until its input ends. It knows nothing of Bulkhead, and
// Bulkhead nothing of it: the two only talk through this pipe.
import { createInterface } from 'node:readline'
import { runSimulation } from '@cloud-copilot/iam-simulate'

async function answer(question) {
  const simulation = {
    ...question,
    serviceControlPolicies: [],
    resourceControlPolicies: []
  }
  try {
    const results = await runSimulation(simulation, { simulationMode: 'Strict' })
    return results.resultType === 'error'
      ? { error: JSON.stringify(results.errors) }
      : { allowed: results.overallResult === 'Allowed', ignored: results.result?.ignoredContextKeys ?? [] }
  } catch (failure) {
    return { error: String(failure) }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + '\n')
}
