import { afterAll, beforeAll } from 'vitest'
import { startCompetentModel } from './competent-model'
import { peopleFinish } from './people-finish'

let model: Awaited<ReturnType<typeof startCompetentModel>>

beforeAll(async () => {
  model = await startCompetentModel()
})
afterAll(() => model.close())

peopleFinish(() => ({ OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'competent' }), { hasModel: true })
