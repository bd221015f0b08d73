import '@fontsource-variable/noto-sans-sc';
import 'element-plus/es/components/message/style/css';
import './platform/theme/tokens.css';
import './platform/theme/page.css';
import './platform/theme/print.css';
import { VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { queryClient } from './platform/api/query-client.js';
import { i18n, language, setLanguage } from './platform/i18n/i18n.js';
import { router } from './platform/routing/router.js';

setLanguage(language());
createApp(App).use(createPinia()).use(i18n).use(VueQueryPlugin, { queryClient }).use(router).mount('#app');
