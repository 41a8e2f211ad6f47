// What scenes take hold of.

export const message = (page, text) => page.locator("article.message", { hasText: text }).first();
