import { nextRoute } from '@/lib/http/next-route'

// What is no API of ours is said so in JSON.
export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute()
