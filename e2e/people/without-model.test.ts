import { peopleFinish } from './people-finish'

peopleFinish(() => ({}), { hasModel: false })
