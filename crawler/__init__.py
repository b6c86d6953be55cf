"""What came in: sources → bytes → documents. Scrapy fetches; pure parsers read bytes."""
