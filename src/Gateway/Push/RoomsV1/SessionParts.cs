using Microsoft.Extensions.Logging;
using Rooms.Gateway.Limits;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>What every session of <c>/ws</c> works with; one for all.</summary>
internal sealed record SessionParts(
    FeedHub Feeds, RoomsCommands Commands, PushOrigins Origins, SessionPlaces Places, Attendance Attendance, UserRates UserRates, AppRates AppRates, TimeProvider Time, ILogger<RoomsSession> Logger);
