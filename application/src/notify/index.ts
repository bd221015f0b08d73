export { listNotifications, markNotificationsRead } from './list-notifications.js';
export { clearDeliveries } from './clear-deliveries.js';
export { tellByMail } from './tell-by-mail.js';
export { tellByWebhook } from './tell-by-webhook.js';
export {
  addWebhook,
  changeWebhook,
  getOutgoing,
  listWebhookDeliveries,
  renewWebhookSecret,
  sendMailAgain,
  sendWebhookAgain,
  testWebhook,
} from './webhooks.js';
export { readNewNotifications } from './read-new-notifications.js';
export { getNotificationChannel, setNotificationChannel } from './notification-channel.js';
