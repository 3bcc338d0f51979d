"""Response status: what a middleware that reports requests learns of a response while it is sent."""

from starlette.types import Message, Send


class StatusRecorder:
    """Sends the messages of a response, and keeps its status; before that begins, it is the one given."""

    def __init__(self, send: Send, status: int) -> None:
        self._send, self.status = send, status

    async def __call__(self, message: Message) -> None:
        """Send a message."""
        self.status = message.get("status", self.status)
        await self._send(message)
