"""A baseline, run as a program: the least that a bot on aiohttp does before it is connected.

`bare_socket.py URL APP_ID APP_SECRET` asks where to connect, opens the socket and says so.
"""

import asyncio
import sys

import aiohttp


async def main(url: str, app_id: str, secret: str) -> None:
    async with aiohttp.ClientSession() as http:
        asked = {"AppID": app_id, "AppSecret": secret}
        async with http.post(f"{url}/callback/ws/endpoint", json=asked) as response:
            place = (await response.json())["data"]["URL"]
        async with http.ws_connect(place):
            sys.stdout.write("connected\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
