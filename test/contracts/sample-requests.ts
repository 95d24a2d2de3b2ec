/** Everything that can be named by an id in a request. All of one sample belong to one user. */
export interface SampleIds {
  taskId: string;
  siblingId: string;
  listId: string;
  otherListId: string;
  tag: string;
  correlationId: string;
  tokenId: string;
  sessionId: string;
  repeatingId: string;
  /** Of a daily one at the due that `newOwner` gives. */
  seriesId: string;
  reminderId: string;
  firingId: string;
  subscriptionId: string;
  webhookId: string;
  messageId: string;
  /** Of the mail of the firing, which was given up. */
  deliveryId: string;
  /** Of a deletion that waits to be confirmed. */
  planId: string;
  viewId: string;
  conversationId: string;
  /** Of that conversation; something went to a model in it. */
  turnId: string;
}

export interface SampleRequest {
  path: string;
  body?: unknown;
}

type Sample = (ids: SampleIds) => SampleRequest;

const command = (type: string, more: (ids: SampleIds) => object): Sample => {
  return (ids) => ({
    path: '/api/v1/commands',
    body: { commands: [{ id: crypto.randomUUID(), type, ...more(ids) }], atomic: true },
  });
};

/**
 * For every operation that takes a principal, requests that are well formed and name ids in every place that takes
 * one. An operation without an entry fails the ownership suite, so that a new route has to be thought about.
 */
export const SAMPLE_REQUESTS: Record<string, Sample[]> = {
  listTasks: [
    ({ listId }) => ({ path: `/api/v1/tasks?list=${listId}` }),
    ({ taskId }) => ({ path: `/api/v1/tasks?parent=${taskId}&status=any` }),
    ({ tag }) => ({ path: `/api/v1/tasks?tag=${tag}` }),
  ],
  createTask: [
    ({ listId }) => ({ path: '/api/v1/tasks', body: { title: 'Mine', listId } }),
    ({ taskId }) => ({ path: '/api/v1/tasks', body: { title: 'Mine', parentId: taskId } }),
  ],
  getTask: [({ taskId }) => ({ path: `/api/v1/tasks/${taskId}` })],
  updateTask: [({ taskId }) => ({ path: `/api/v1/tasks/${taskId}`, body: { title: 'Taken' } })],
  deleteTask: [({ taskId }) => ({ path: `/api/v1/tasks/${taskId}` })],
  completeTask: [({ taskId }) => ({ path: `/api/v1/tasks/${taskId}/complete` })],
  reopenTask: [({ taskId }) => ({ path: `/api/v1/tasks/${taskId}/reopen` })],
  restoreTask: [({ taskId }) => ({ path: `/api/v1/tasks/${taskId}/restore` })],
  moveTask: [
    ({ taskId }) => ({ path: `/api/v1/tasks/${taskId}/move`, body: {} }),
    ({ taskId, listId }) => ({ path: `/api/v1/tasks/${taskId}/move`, body: { listId } }),
    ({ taskId, siblingId }) => ({ path: `/api/v1/tasks/${taskId}/move`, body: { parentId: siblingId } }),
    ({ taskId, siblingId }) => ({ path: `/api/v1/tasks/${taskId}/move`, body: { after: siblingId } }),
    ({ taskId, siblingId }) => ({ path: `/api/v1/tasks/${taskId}/move`, body: { before: siblingId } }),
  ],
  tagTask: [({ taskId }) => ({ path: `/api/v1/tasks/${taskId}/tags`, body: { add: ['taken'] } })],
  listTaskActivity: [({ taskId }) => ({ path: `/api/v1/tasks/${taskId}/activity` })],
  listViews: [() => ({ path: '/api/v1/views' })],
  createView: [() => ({ path: '/api/v1/views', body: { name: 'Mine', query: 'today' } })],
  getView: [({ viewId }) => ({ path: `/api/v1/views/${viewId}` })],
  updateView: [({ viewId }) => ({ path: `/api/v1/views/${viewId}`, body: { name: 'Taken' } })],
  moveView: [({ viewId }) => ({ path: `/api/v1/views/${viewId}/move`, body: { after: null } })],
  deleteView: [({ viewId }) => ({ path: `/api/v1/views/${viewId}` })],
  listLists: [() => ({ path: '/api/v1/lists' })],
  createList: [() => ({ path: '/api/v1/lists', body: { name: 'Mine' } })],
  getList: [({ listId }) => ({ path: `/api/v1/lists/${listId}` })],
  renameList: [({ listId }) => ({ path: `/api/v1/lists/${listId}`, body: { name: 'Taken' } })],
  deleteList: [({ listId }) => ({ path: `/api/v1/lists/${listId}` })],
  moveList: [
    ({ listId }) => ({ path: `/api/v1/lists/${listId}/move`, body: { after: null } }),
    ({ listId, otherListId }) => ({ path: `/api/v1/lists/${listId}/move`, body: { after: otherListId } }),
  ],
  archiveList: [({ listId }) => ({ path: `/api/v1/lists/${listId}/archive` })],
  unarchiveList: [({ listId }) => ({ path: `/api/v1/lists/${listId}/unarchive` })],
  listTags: [() => ({ path: '/api/v1/tags?prefix=' })],
  createTag: [() => ({ path: '/api/v1/tags', body: { tag: 'mine' } })],
  renameTag: [({ tag }) => ({ path: `/api/v1/tags/${tag}`, body: { to: 'taken' } })],
  deleteTag: [({ tag }) => ({ path: `/api/v1/tags/${tag}` })],
  previewRecurrence: [
    () => ({ path: '/api/v1/recurrence/preview', body: { rule: 'FREQ=DAILY', start: '2026-11-21' } }),
  ],
  startSeries: [({ siblingId }) => ({ path: `/api/v1/tasks/${siblingId}/recurrence`, body: { rule: 'FREQ=DAILY' } })],
  stopSeries: [({ repeatingId }) => ({ path: `/api/v1/tasks/${repeatingId}/recurrence` })],
  listSeries: [() => ({ path: '/api/v1/series?status=active' })],
  getSeries: [({ seriesId }) => ({ path: `/api/v1/series/${seriesId}` })],
  updateSeries: [({ seriesId }) => ({ path: `/api/v1/series/${seriesId}`, body: { rule: 'FREQ=WEEKLY' } })],
  pauseSeries: [({ seriesId }) => ({ path: `/api/v1/series/${seriesId}/pause` })],
  resumeSeries: [({ seriesId }) => ({ path: `/api/v1/series/${seriesId}/resume` })],
  skipOccurrence: [({ seriesId }) => ({ path: `/api/v1/series/${seriesId}/skip`, body: {} })],
  listOccurrences: [({ seriesId }) => ({ path: `/api/v1/series/${seriesId}/occurrences` })],
  makeOccurrence: [
    ({ seriesId }) => ({ path: `/api/v1/series/${seriesId}/occurrences`, body: { slot: '2100-01-03T12:00' } }),
  ],
  listProjected: [() => ({ path: '/api/v1/occurrences?days=30' })],
  listReminders: [({ taskId }) => ({ path: `/api/v1/tasks/${taskId}/reminders` })],
  addReminder: [
    ({ taskId }) => ({ path: `/api/v1/tasks/${taskId}/reminders`, body: { when: { kind: 'before', minutes: 5 } } }),
  ],
  changeReminder: [
    ({ taskId, reminderId }) => ({
      path: `/api/v1/tasks/${taskId}/reminders/${reminderId}`,
      body: { when: { kind: 'before', minutes: 7 } },
    }),
  ],
  cancelReminder: [({ taskId, reminderId }) => ({ path: `/api/v1/tasks/${taskId}/reminders/${reminderId}` })],
  snoozeReminder: [
    ({ taskId, reminderId }) => ({
      path: `/api/v1/tasks/${taskId}/reminders/${reminderId}/snooze`,
      body: { snooze: { kind: 'minutes', minutes: 10 } },
    }),
  ],
  listDeliveries: [
    ({ taskId, reminderId }) => ({ path: `/api/v1/tasks/${taskId}/reminders/${reminderId}/deliveries` }),
  ],
  reportShown: [({ firingId }) => ({ path: '/api/v1/notifications/shown', body: { firingIds: [firingId] } })],
  getPushKey: [() => ({ path: '/api/v1/push/key' })],
  listPushSubscriptions: [() => ({ path: '/api/v1/push/subscriptions' })],
  addPushSubscription: [
    () => ({
      path: '/api/v1/push/subscriptions',
      body: {
        endpoint: 'https://fcm.googleapis.com/fcm/send/sample',
        keys: {
          p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
          auth: 'BTBZMqHH6r4Tts7J_aSIgg',
        },
      },
    }),
  ],
  removePushSubscription: [({ subscriptionId }) => ({ path: `/api/v1/push/subscriptions/${subscriptionId}` })],
  sendTestPush: [({ subscriptionId }) => ({ path: `/api/v1/push/subscriptions/${subscriptionId}/test` })],
  getEmail: [() => ({ path: '/api/v1/email' })],
  updateEmail: [() => ({ path: '/api/v1/email', body: { isSubscribed: false } })],
  sendVerification: [() => ({ path: '/api/v1/email/verification' })],
  listWebhooks: [() => ({ path: '/api/v1/webhooks' })],
  createWebhook: [() => ({ path: '/api/v1/webhooks', body: { name: 'Mine', url: 'https://hooks.carillon.dev/mine' } })],
  updateWebhook: [({ webhookId }) => ({ path: `/api/v1/webhooks/${webhookId}`, body: { name: 'Taken' } })],
  deleteWebhook: [({ webhookId }) => ({ path: `/api/v1/webhooks/${webhookId}` })],
  rotateWebhook: [({ webhookId }) => ({ path: `/api/v1/webhooks/${webhookId}/rotate` })],
  testWebhook: [({ webhookId }) => ({ path: `/api/v1/webhooks/${webhookId}/test` })],
  listWebhookMessages: [({ webhookId }) => ({ path: `/api/v1/webhooks/${webhookId}/messages` })],
  replayWebhookMessage: [
    ({ webhookId, messageId }) => ({ path: `/api/v1/webhooks/${webhookId}/messages/${messageId}/replay` }),
  ],
  sendDeliveryAgain: [
    ({ firingId, deliveryId }) => ({
      path: `/api/v1/notifications/${firingId}/deliveries/${deliveryId}/send-again`,
    }),
  ],
  listUpcomingReminders: [() => ({ path: '/api/v1/reminders' })],
  listNotifications: [() => ({ path: '/api/v1/notifications' })],
  readNotifications: [({ firingId }) => ({ path: '/api/v1/notifications/read', body: { firingIds: [firingId] } })],
  acknowledgeNotifications: [
    ({ firingId }) => ({ path: '/api/v1/notifications/acknowledge', body: { firingIds: [firingId] } }),
  ],
  runCommands: [
    command('task.create', ({ listId }) => ({ title: 'Mine', listId })),
    command('task.create', ({ taskId }) => ({ title: 'Mine', parentId: taskId })),
    command('task.update', ({ taskId }) => ({ taskId, patch: { title: 'Taken' } })),
    command('task.tag', ({ taskId }) => ({ taskId, add: ['taken'] })),
    command('task.move', ({ taskId, listId }) => ({ taskId, listId })),
    command('task.move', ({ taskId, siblingId }) => ({ taskId, parentId: siblingId })),
    command('task.move', ({ taskId, siblingId }) => ({ taskId, after: siblingId })),
    command('task.complete', ({ taskId }) => ({ taskId })),
    command('task.reopen', ({ taskId }) => ({ taskId })),
    command('task.delete', ({ taskId }) => ({ taskId })),
    command('task.restore', ({ taskId }) => ({ taskId })),
    command('tag.rename', ({ tag }) => ({ tag, to: 'taken' })),
    command('tag.delete', ({ tag }) => ({ tag })),
    command('list.rename', ({ listId }) => ({ listId, name: 'Taken' })),
    command('list.move', ({ listId, otherListId }) => ({ listId, after: otherListId })),
    command('list.archive', ({ listId }) => ({ listId })),
    command('list.unarchive', ({ listId }) => ({ listId })),
    command('list.delete', ({ listId }) => ({ listId })),
    command('undo', ({ correlationId }) => ({ correlationId })),
  ],
  quickAdd: [() => ({ path: '/api/v1/quick-add', body: { text: 'Call the founder tomorrow', mode: 'create' } })],
  getPlan: [({ planId }) => ({ path: `/api/v1/plans/${planId}` })],
  confirmPlan: [({ planId }) => ({ path: `/api/v1/plans/${planId}/confirm`, body: { fingerprint: 'of another' } })],
  listConversations: [
    () => ({ path: '/api/v1/chat/conversations' }),
    ({ conversationId }) => ({ path: `/api/v1/chat/conversations?before=${conversationId}` }),
  ],
  createConversation: [() => ({ path: '/api/v1/chat/conversations' })],
  getConversation: [
    ({ conversationId }) => ({ path: `/api/v1/chat/conversations/${conversationId}` }),
    ({ conversationId, turnId }) => ({ path: `/api/v1/chat/conversations/${conversationId}?before=${turnId}` }),
  ],
  deleteConversation: [({ conversationId }) => ({ path: `/api/v1/chat/conversations/${conversationId}` })],
  createTurn: [
    ({ conversationId }) => ({ path: `/api/v1/chat/conversations/${conversationId}/turns`, body: { text: 'hello' } }),
    ({ conversationId, turnId }) => ({
      path: `/api/v1/chat/conversations/${conversationId}/turns`,
      body: { choice: { turnId, index: 0 } },
    }),
  ],
  getSent: [
    ({ conversationId, turnId }) => ({ path: `/api/v1/chat/conversations/${conversationId}/turns/${turnId}/sent` }),
  ],
  stopTurn: [
    ({ conversationId, turnId }) => ({ path: `/api/v1/chat/conversations/${conversationId}/turns/${turnId}/stop` }),
  ],
  getChatSettings: [() => ({ path: '/api/v1/chat/settings' })],
  updateChatSettings: [() => ({ path: '/api/v1/chat/settings', body: { keepDays: 30 } })],
  undo: [({ correlationId }) => ({ path: '/api/v1/undo', body: { correlationId } })],
  listActivity: [({ taskId }) => ({ path: `/api/v1/activity?task=${taskId}` })],
  sync: [() => ({ path: '/api/v1/sync?since=0' })],
  createLiveTicket: [() => ({ path: '/api/v1/live/ticket' })],
  streamEvents: [() => ({ path: '/api/v1/events' })],
  getMe: [() => ({ path: '/api/v1/me' })],
  updateMe: [() => ({ path: '/api/v1/me', body: { weekStart: 7 } })],
  getOverview: [() => ({ path: '/api/v1/overview' })],
  listTokens: [() => ({ path: '/api/v1/tokens' })],
  createToken: [() => ({ path: '/api/v1/tokens', body: { name: 'mine' } })],
  revokeToken: [({ tokenId }) => ({ path: `/api/v1/tokens/${tokenId}` })],
  listSessions: [() => ({ path: '/api/v1/sessions' })],
  revokeSession: [({ sessionId }) => ({ path: `/api/v1/sessions/${sessionId}` })],
  revokeAllSessions: [() => ({ path: '/api/v1/sessions' })],
  getAccount: [() => ({ path: '/api/v1/account' })],
  updateAccount: [() => ({ path: '/api/v1/account', body: { name: 'Grace' } })],
  exportAccount: [() => ({ path: '/api/v1/account/export' })],
  deleteAccount: [() => ({ path: '/api/v1/account', body: { confirm: 'delete' } })],
  changePassword: [
    () => ({
      path: '/api/auth/change-password',
      body: { currentPassword: 'not the password', newPassword: 'correct horse battery' },
    }),
  ],
};
