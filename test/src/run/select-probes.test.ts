import t from 'tap'
import { probes } from '../../../probes/index.js'
import { inOrder, stagesOf } from '../../../src/run/select-probes.js'

t.test('nothing in a stage waits for anything of its stage, and nothing is lost', t => {
  const ordered = inOrder(probes)
  const stages = stagesOf(ordered)
  t.same(stages.flat(), ordered)
  for (const stage of stages)
    for (const { id, needs, after = [] } of stage)
      t.notOk(
        stage.some(other => [...needs, ...after].includes(other.id)),
        id,
      )
  t.ok(
    stages.some(stage => stage.length > 1),
    'some may look side by side',
  )
  t.end()
})
