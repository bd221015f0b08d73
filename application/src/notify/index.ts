export { listNotifications, markNotificationsRead } from './list-notifications.js';
export { tellByMail } from './tell-by-mail.js';
export { readNewNotifications } from './read-new-notifications.js';
export { getNotificationChannel, setNotificationChannel } from './notification-channel.js';
