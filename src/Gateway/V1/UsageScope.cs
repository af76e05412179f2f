using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1;

/// <summary>Whose usage a caller may read: admin and backend that of the own app, an operator that of the app named with <c>?app=</c> or of all.</summary>
internal sealed class UsageScope : IArgument
{
    private UsageScope(IReadOnlyList<string> apps, Problem? refused) => (Apps, Refused) = (apps, refused);

    public IReadOnlyList<string> Apps { get; }

    public Problem? Refused { get; }

    public static ValueTask<UsageScope> BindAsync(HttpContext context) => ValueTask.FromResult(Bind(context));

    private static UsageScope Bind(HttpContext context)
    {
        var caller = context.Features.Get<Caller>() ?? throw new InvalidOperationException("the route is not behind authentication");
        if (caller.Has(Roles.Operator)) return BindOperator(context);
        return caller.Has(Roles.Admin | Roles.Backend) ? new UsageScope([caller.App], null) : Refuse(ErrorCodes.Forbidden, "usage is for the roles admin and backend");
    }

    private static UsageScope BindOperator(HttpContext context)
    {
        var apps = context.RequestServices.GetRequiredService<Auth.Apps>();
        var name = context.Request.Query["app"].ToString();
        if (name.Length == 0) return new UsageScope([.. apps.Names.Order(StringComparer.Ordinal)], null);
        return apps.TryFind(name, out _) ? new UsageScope([name], null) : Refuse(ErrorCodes.BodyInvalid, "app: an operator names a configured app, or none for all");
    }

    private static UsageScope Refuse(string code, string detail) => new([], new Problem(code, detail));
}
