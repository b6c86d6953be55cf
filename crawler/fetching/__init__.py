"""How bytes are fetched: the Scrapy spider and its middlewares. Imported only in the crawl's own process."""
