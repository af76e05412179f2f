namespace Rooms.Gateway.Http;

/// <summary>An argument of a route that was read from the request and may have been refused; the handler then does not run.</summary>
internal interface IArgument
{
    Problem? Refused { get; }
}
