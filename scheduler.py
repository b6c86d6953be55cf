"""One cycle, as a pipe:

due sources | fetch | parse | relevant? | read | record | timeline | digest | outbox | send
"""
